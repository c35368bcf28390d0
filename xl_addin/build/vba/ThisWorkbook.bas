Option Explicit

' What happens in Excel that concerns the add-in. An error that is not handled would show a window of VBA's, whose
' "End" takes the add-in's memory. What people must know they read in cells, by XL_ADDIN_WHY, or behind a button.

Private WithEvents excelApp As Application

Private Sub Workbook_Open()
    On Error Resume Next
    Set excelApp = Application
    xlAddinHelp.RegisterSoon
End Sub

Private Sub Workbook_BeforeClose(Cancel As Boolean)
    On Error Resume Next
    xlAddinTimer.Cancel
    xlAddinBridge.Told "close"
End Sub

Private Sub excelApp_AfterCalculate()
    On Error Resume Next
    xlAddinTimer.Look
End Sub

Private Sub excelApp_WorkbookOpen(ByVal Wb As Workbook)
    On Error Resume Next
    xlAddinMoved.ForgetClosed
End Sub

Private Sub excelApp_WorkbookActivate(ByVal Wb As Workbook)
    On Error Resume Next
    xlAddinMoved.ForgetClosed
    xlAddinHelp.Register
    xlAddinRibbonNotice
    xlAddinTimer.Look
End Sub

Private Sub excelApp_WorkbookDeactivate(ByVal Wb As Workbook)
    On Error Resume Next
    xlAddinRibbonNotice
End Sub

Private Sub excelApp_WorkbookBeforeClose(ByVal Wb As Workbook, Cancel As Boolean)
    On Error Resume Next
    xlAddinMoved.MayClose Wb
End Sub

Private Sub excelApp_SheetActivate(ByVal Sh As Object)
    On Error Resume Next
    xlAddinRibbonNotice
End Sub

Private Sub excelApp_SheetChange(ByVal Sh As Object, ByVal Target As Range)
    On Error Resume Next
    xlAddinMoved.ForgetSheet Sh, Target
End Sub

Private Sub excelApp_SheetSelectionChange(ByVal Sh As Object, ByVal Target As Range)
    On Error Resume Next
    xlAddinMoved.ForgetClosed
    xlAddinRibbonNotice
    xlAddinTimer.Look
End Sub
