using PayFunctions.Core.Orders;
using PayFunctions.Core.Reconciliation.Repairs;
using static PayFunctions.Core.Reconciliation.Repairs.ApprovalOutcome;

namespace PayFunctions.Tests.Core.Reconciliation.Repairs;

public class DifferenceMachineTests
{
    private static readonly Approval Ann = new("Ann", "seen", DateTimeOffset.UnixEpoch);
    private static readonly Approval Bob = new("Bob", "seen too", DateTimeOffset.UnixEpoch);

    [Fact]
    public void Every_pair_of_state_and_event_is_decided()
    {
        var pairs =
            from state in Enum.GetValues<DifferenceState>()
            from happened in Enum.GetValues<DifferenceEvent>()
            select (state, happened);

        Assert.All(pairs, pair => Assert.True(DifferenceMachine.Decides(pair.state, pair.happened), $"{pair} is undecided"));
    }

    [Fact]
    public void Only_what_was_planned_or_approved_is_ever_repaired() => Assert.All(
        Enum.GetValues<DifferenceState>(), state => Assert.Equal(
            state is DifferenceState.Planned or DifferenceState.Approved or DifferenceState.Gone,
            DifferenceMachine.Decide(state, DifferenceEvent.Done).Verdict == Verdict.Moved));

    [Fact]
    public void What_was_decided_stands_when_another_run_finds_it_again() => Assert.All(
        [DifferenceState.Repaired, DifferenceState.Rejected], state =>
        {
            Assert.Equal(Verdict.Repeat, DifferenceMachine.Decide(state, DifferenceEvent.FoundForRepair).Verdict);
            Assert.Equal(Verdict.Repeat, DifferenceMachine.Decide(state, DifferenceEvent.FoundForPeople).Verdict);
        });

    [Fact]
    public void One_person_is_enough_for_one_and_not_for_two()
    {
        Assert.Equal(Agreed, Approvals.Add(DifferenceState.Waiting, ApprovalNeed.One, [], Ann));
        Assert.Equal(AgreedInPart, Approvals.Add(DifferenceState.Waiting, ApprovalNeed.Two, [], Ann));
        Assert.Equal(Agreed, Approvals.Add(DifferenceState.Waiting, ApprovalNeed.Two, [Ann], Bob));
    }

    [Fact]
    public void The_same_person_does_not_count_twice() => Assert.Equal(
        SamePerson, Approvals.Add(DifferenceState.Waiting, ApprovalNeed.Two, [Ann], Ann with { By = "ANN" }));

    [Fact]
    public void Nobody_approves_what_has_expired() =>
        Assert.Equal(NotWaiting, Approvals.Add(DifferenceState.Expired, ApprovalNeed.One, [], Ann));
}
