Option Explicit

' What Excel's function wizard shows of each function, from the sheet "functions" of this add-in: a row a function,
' its name, its category, what it does, and its arguments. Functions are for Windows, and so is their help: an
' older Excel for Mac would not even compile it.

Private Const MOST_TRIES As Long = 3

Private done As Boolean
Private tries As Long

' When Excel has finished opening: before, it takes no help.
Public Sub RegisterSoon()
    #If Mac Then
        done = True
    #Else
        Application.OnTime Now, "'" & ThisWorkbook.Name & "'!xlAddinHelp.Register"
    #End If
End Sub

' Without a workbook in front Excel takes no help either; then the next one brings it.
Public Sub Register()
    On Error GoTo failed
    If done Or tries >= MOST_TRIES Or ActiveWorkbook Is Nothing Then Exit Sub
    tries = tries + 1
    done = RegisterAll()
    If Not done Then done = RegisterShown()
    ThisWorkbook.Saved = True
    Exit Sub
failed:
    done = False ' help is no reason to interrupt anybody
End Sub

' Some Excels take no help for functions of a workbook that is hidden, as add-ins are: it is none for a moment.
Private Function RegisterShown() As Boolean
    Dim front As Object
    Dim events As Boolean
    Dim screen As Boolean
    Set front = ActiveWorkbook
    events = Application.EnableEvents
    screen = Application.ScreenUpdating
    On Error Resume Next ' whatever is refused, Excel is put back
    Application.EnableEvents = False
    Application.ScreenUpdating = False
    ThisWorkbook.IsAddin = False
    RegisterShown = RegisterAll()
    ThisWorkbook.IsAddin = True
    If Not ActiveWorkbook Is front Then front.Activate
    Application.ScreenUpdating = screen
    Application.EnableEvents = events
End Function

' Whether any was taken: one that is refused does not keep the others from it.
Private Function RegisterAll() As Boolean
    Dim functions As Object
    Dim row As Long
    Set functions = ThisWorkbook.Worksheets("functions")
    For row = 1 To functions.UsedRange.Rows.Count
        If RegisterOne(functions.Rows(row)) Then RegisterAll = True
    Next row
End Function

Private Function RegisterOne(ByVal function_row As Object) As Boolean
    #If Mac Then
    #Else
        Dim hints() As String
        Dim count As Long
        Dim macro As String
        On Error GoTo refused
        macro = "'" & ThisWorkbook.Name & "'!" & function_row.Cells(1, 1).Value
        Do While function_row.Cells(1, 4 + count).Value <> ""
            ReDim Preserve hints(0 To count)
            hints(count) = function_row.Cells(1, 4 + count).Value
            count = count + 1
        Loop
        If count > 0 Then
            Application.MacroOptions macro:=macro, Description:=function_row.Cells(1, 3).Value, _
                Category:=function_row.Cells(1, 2).Value, ArgumentDescriptions:=hints
        Else
            Application.MacroOptions macro:=macro, Description:=function_row.Cells(1, 3).Value, _
                Category:=function_row.Cells(1, 2).Value
        End If
        RegisterOne = True
refused:
    #End If
End Function
