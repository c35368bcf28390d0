Option Explicit
Option Private Module

' Excel's own state around a button. Python puts it back itself (xl_addin/macros/state.py), unless it died at work.

Private events As Variant
Private calculation As Variant
Private bar As Variant
Private screen As Variant

' What Excel does not tell, as how it calculates when no workbook is open, is left alone.
Public Sub Keep()
    On Error Resume Next
    events = Empty
    calculation = Empty
    bar = Empty
    screen = Empty
    events = Application.EnableEvents
    calculation = Application.Calculation
    bar = Application.StatusBar
    screen = Application.ScreenUpdating
End Sub

' What is seen comes last.
Public Sub PutBack()
    On Error Resume Next
    If Not IsEmpty(events) Then Application.EnableEvents = events
    If Not IsEmpty(calculation) Then PutCalculation
    If Not IsEmpty(bar) Then Application.StatusBar = bar
    If Not IsEmpty(screen) Then Application.ScreenUpdating = screen
End Sub

' Only where it differs: Excel calculates when it is set.
Private Sub PutCalculation()
    On Error GoTo refused
    If Application.Calculation <> calculation Then Application.Calculation = calculation
refused:
End Sub
