Option Explicit
Option Private Module

' Between cells and buttons on one side, and Python on the other. Nothing here knows a function or a button.

Private Const WHY As String = "XL_ADDIN_WHY"
Private Const ENTRY As String = "xl_addin.functions.entry"
Private Const GETTING_DATA As Long = 2043
Private Const SECONDS_A_DAY As Double = 86400
Private Const AT_MOST As Double = 3600 ' seconds in which a Python on a Mac may ask, after the button and each question

Private asked As Boolean
Private pressed As Boolean
Private pressedAt As Double
Private working As Boolean ' a button, and Excel waits for it

' What a cell shows. Arguments end with the cell's address. No workbook is passed, so none is searched for code.
Public Function Ask(ByVal group As String, ByVal udf As String, ByVal arguments As Variant) As Variant
    Dim python As Object
    Dim answer As Variant
    Ask = CVErr(xlErrNA)
    If working Then
        Ask = AskedMeanwhile(group, udf, arguments)
        Exit Function
    End If
    If InWizard() Then Exit Function
    Set python = xlAddinPython.Server()
    If Not python Is Nothing Then
        asked = True
        If Answered(python, group, udf, arguments, answer) Then
            Ask = answer
            Exit Function
        End If
        Set python = xlAddinPython.Server(True)
    End If
    If python Is Nothing Then
        If udf = WHY Then Ask = xlAddinPython.Reason()
    ElseIf Answered(python, group, udf, arguments, answer) Then
        Ask = answer
    Else
        Ask = CVErr(xlErrValue)
    End If
End Function

' While a button works Python waits for Excel. A cell that asks what it asked before keeps what it shows, and asks again
' when the button has ended. What nobody knows is asked meanwhile; no other Python is started for it.
Private Function AskedMeanwhile(ByVal group As String, ByVal udf As String, ByVal arguments As Variant) As Variant
    Dim python As Object
    Dim answer As Variant
    If Not xlAddinKnown.Knows(udf, arguments, answer) Then
        Set python = xlAddinPython.Running()
        If Not python Is Nothing Then
            asked = True
            If Answered(python, group, udf, arguments, answer) Then
                AskedMeanwhile = answer
                Exit Function
            End If
        End If
        answer = CVErr(GETTING_DATA)
    End If
    xlAddinKnown.Miss arguments(UBound(arguments))
    AskedMeanwhile = answer
End Function

' What a button does, one at a time. Python tells what went wrong in it; what is told here is that there is no Python.
Public Sub Press(ByVal button As String, Optional ByVal detail As Variant)
    Dim passed As String
    Dim done As Boolean
    If Not IsMissing(detail) Then passed = detail
    On Error Resume Next ' whatever happens, Excel is put back
    If working Then Exit Sub
    working = True
    xlAddinState.Keep
    Application.EnableCancelKey = xlDisabled ' Python looks at Esc: Excel would break off between two rows
    Application.DisplayAlerts = False ' or Excel says, at each click, that it waits for another application
    pressed = True
    pressedAt = CDbl(Now)
    xlAddinPython.Perform button, passed, done
    working = False
    #If Mac Then
        pressed = done ' there Python goes on by itself, and may still ask
    #Else
        pressed = False
        If Not done Then xlAddinState.PutBack
    #End If
    Application.DisplayAlerts = True
    If done Then xlAddinTimer.Tick Else MsgBox xlAddinPython.Reason(), vbExclamation, "xl-addin"
    xlAddinCalculation.CalculateAll xlAddinKnown.TakeMissed()
    Application.EnableCancelKey = xlInterrupt ' last: the Esc that stopped the rows may still be on its way
End Sub

' Whether a button is at work, and no cell that is being calculated asks.
Public Function IsPressed() As Boolean
    If InCell() Then Exit Function
    If Not working And (CDbl(Now) - pressedAt) * SECONDS_A_DAY > AT_MOST Then pressed = False
    If pressed Then pressedAt = CDbl(Now)
    IsPressed = pressed
End Function

' What one of the commands in xl_addin.functions.entry says. Starts no Python: without one, or when it has died,
' nothing is said. The next cell then starts another one, or tells why there is none. No formula may ask.
Public Function Told(ByVal question As String, Optional ByVal within As Variant) As Variant
    Dim server As Object
    If InCell() Then Exit Function
    Set server = xlAddinPython.Running()
    If server Is Nothing Then Exit Function
    On Error GoTo lost
    If IsMissing(within) Then
        Told = server.Var(server.Call(server.Module(ENTRY), question, server.Tuple()))
    Else
        Told = server.Var(server.Call(server.Module(ENTRY), question, server.Tuple(within)))
    End If
    Exit Function
lost:
    xlAddinPython.ForgetIfGone
End Function

' Whether a cell has asked since this was called last.
Public Function TakeAsked() As Boolean
    TakeAsked = asked
    asked = False
End Function

Private Function Answered(ByVal server As Object, ByVal group As String, ByVal udf As String, _
        ByVal arguments As Variant, ByRef answer As Variant) As Boolean
    On Error GoTo failed
    answer = server.CallUDF("udfs." & group, udf, (arguments))
    PutErrors answer
    xlAddinKnown.Remember udf, arguments, answer
    Answered = True
    Exit Function
failed:
    Answered = False
End Function

' Python cannot pass an error value: it passes a mark and the error's number. Large tables take this loop's time.
Private Sub PutErrors(ByRef answer As Variant)
    Dim mark As String
    Dim row As Long
    Dim column As Long
    mark = Chr$(1)
    Select Case Dimensions(answer)
        Case 0
            If VarType(answer) = vbString Then
                If Left$(answer, 1) = mark Then answer = ErrorOf(answer)
            End If
        Case 1
            For column = LBound(answer) To UBound(answer)
                If VarType(answer(column)) = vbString Then
                    If Left$(answer(column), 1) = mark Then answer(column) = ErrorOf(answer(column))
                End If
            Next column
        Case Else
            For row = LBound(answer, 1) To UBound(answer, 1)
                For column = LBound(answer, 2) To UBound(answer, 2)
                    If VarType(answer(row, column)) = vbString Then
                        If Left$(answer(row, column), 1) = mark Then answer(row, column) = ErrorOf(answer(row, column))
                    End If
                Next column
            Next row
    End Select
End Sub

Private Function ErrorOf(ByVal marked As String) As Variant
    ErrorOf = CVErr(CLng(Mid$(marked, 2)))
End Function

Private Function Dimensions(ByRef answer As Variant) As Long
    Dim bound As Long
    If Not IsArray(answer) Then Exit Function
    Dimensions = 1
    On Error GoTo one
    bound = UBound(answer, 2)
    Dimensions = 2
one:
End Function

' Whether a cell is being calculated: who calls is then a range, and else a text or an error.
Private Function InCell() As Boolean
    Dim cell As Object
    On Error Resume Next
    Set cell = Application.Caller
    InCell = Not cell Is Nothing
End Function

' Excel's function wizard calculates with every key that is typed in it, and disables the toolbar meanwhile.
Private Function InWizard() As Boolean
    On Error Resume Next
    InWizard = Not Application.CommandBars("Standard").Controls(1).Enabled
End Function
