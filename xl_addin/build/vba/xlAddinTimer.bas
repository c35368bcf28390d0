Option Explicit

' While answers are on their way to cells that show none yet, looks again each second; and only then.

Private Const SECONDS As Double = 1
Private Const SECONDS_A_DAY As Double = 86400
Private Const LATEST As Double = 60 ' seconds after which a procedure that was not run is taken for lost

Private due As Double ' when Tick is to run; 0 where it is not
Private lookedOn As Date

' After a calculation in which a cell has asked; and on a new day, when yesterday's values are still there.
Public Sub Look()
    On Error GoTo refused
    If xlAddinBridge.TakeAsked() Or lookedOn <> Date Then Schedule
    lookedOn = Date
    Exit Sub
refused:
    due = 0 ' Excel takes no timer now: the next calculation sets one
End Sub

' Calculates the cells whose answers have come, and those that a button asked anew.
Public Sub Tick()
    Cancel
    On Error GoTo gone
    xlAddinCalculation.CalculateAll xlAddinBridge.Told("overtaken")
    If xlAddinBridge.Told("pending") > 0 Then Schedule
    Exit Sub
gone:
    due = 0 ' no Python: the next cell that asks begins anew
End Sub

' A timer that is still set would open the add-in again after it was closed.
Public Sub Cancel()
    On Error Resume Next
    If due <> 0 Then Application.OnTime CDate(due), Procedure(), , False
    due = 0
End Sub

' There is one at most. It may be late, as while a cell is being edited.
Private Sub Schedule()
    If due <> 0 And (CDbl(Now) - due) * SECONDS_A_DAY < LATEST Then Exit Sub
    Cancel
    due = CDbl(Now) + SECONDS / SECONDS_A_DAY
    Application.OnTime CDate(due), Procedure()
End Sub

Private Function Procedure() As String
    Procedure = "'" & ThisWorkbook.Name & "'!xlAddinTimer.Tick"
End Function
