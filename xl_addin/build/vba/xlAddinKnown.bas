Option Explicit
Option Private Module

' What each formula was answered last, and which cells kept it while a button worked: see xlAddinBridge. Excel does not
' tell a cell what it shows: Value would be a circular reference, Text is what fits into the column. Tables, and
' formulas over ranges of values, are not held a second time.

Private Const MOST As Long = 10000
Private Const PART As Long = 31 ' a sign that nobody types

Private answers As Collection
Private missed As Collection

Public Sub Remember(ByVal udf As String, ByVal arguments As Variant, ByVal answer As Variant)
    Dim question As String
    On Error GoTo unfit
    question = QuestionOf(udf, arguments)
    If question = "" Or IsArray(answer) Then Exit Sub
    If answers Is Nothing Then Set answers = New Collection
    If answers.Count >= MOST Then Set answers = New Collection
    On Error Resume Next ' the first time there is none before it
    answers.Remove question
    answers.Add answer, question
unfit:
End Sub

' Whether this cell asked the same before, and was answered.
Public Function Knows(ByVal udf As String, ByVal arguments As Variant, ByRef answer As Variant) As Boolean
    On Error GoTo unknown
    answer = answers.Item(QuestionOf(udf, arguments))
    Knows = True
unknown:
End Function

' A cell that has to be calculated when the button has ended, by the address that Python is passed.
Public Sub Miss(ByVal address As String)
    On Error Resume Next ' it is there already
    If missed Is Nothing Then Set missed = New Collection
    missed.Add Mid$(address, InStr(address, "[")), address
End Sub

' The addresses of these cells, once; Empty where there is none.
Public Function TakeMissed() As Variant
    Dim addresses() As Variant
    Dim place As Long
    If missed Is Nothing Then Exit Function
    If missed.Count = 0 Then Exit Function
    ReDim addresses(1 To missed.Count)
    For place = 1 To missed.Count
        addresses(place) = missed.Item(place)
    Next place
    Set missed = Nothing
    TakeMissed = addresses
End Function

' A function, its arguments and its cell as one text; blank where that would be long, or there is no cell.
Private Function QuestionOf(ByVal udf As String, ByVal arguments As Variant) As String
    Dim argument As Variant
    If arguments(UBound(arguments)) = "" Then Exit Function
    For Each argument In arguments
        If IsArray(argument) Then Exit Function
    Next argument
    QuestionOf = udf
    For Each argument In arguments
        QuestionOf = QuestionOf & Chr$(PART) & VarType(argument) & CStr(argument)
    Next argument
End Function
