using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;

namespace PayFunctions.Tests.Core.Refunds;

public class RefundMachineTests
{
    private static readonly (RefundState State, RefundEvent Happened)[] Pairs =
    [
        .. from state in Enum.GetValues<RefundState>()
           from happened in Enum.GetValues<RefundEvent>()
           select (state, happened),
    ];

    [Fact]
    public void Every_pair_of_state_and_event_is_decided() =>
        Assert.All(Pairs, pair => Assert.True(RefundMachine.Decides(pair.State, pair.Happened), $"{pair} is undecided"));

    [Fact]
    public void No_line_of_the_table_quarantines_by_itself() => // Who said it is not the machine's to know.
        Assert.All(Pairs, pair =>
            Assert.NotEqual(Verdict.Quarantined, RefundMachine.Decide(pair.State, pair.Happened).Verdict));

    [Theory]
    [InlineData(RefundState.Requested, RefundEvent.Accepted, RefundState.Processing)]
    [InlineData(RefundState.Requested, RefundEvent.Succeeded, RefundState.Succeeded)]
    [InlineData(RefundState.Requested, RefundEvent.Refused, RefundState.Closed)]
    [InlineData(RefundState.Processing, RefundEvent.Succeeded, RefundState.Succeeded)]
    [InlineData(RefundState.Processing, RefundEvent.Closed, RefundState.Closed)]
    [InlineData(RefundState.Processing, RefundEvent.Abnormal, RefundState.Abnormal)]
    [InlineData(RefundState.Abnormal, RefundEvent.Restarted, RefundState.Processing)]
    [InlineData(RefundState.Abnormal, RefundEvent.GivenUp, RefundState.Closed)]
    public void A_move_leads_where_the_design_says(RefundState from, RefundEvent happened, RefundState to) =>
        Assert.Equal(RefundStep.MoveTo(to), RefundMachine.Decide(from, happened));

    [Fact]
    public void What_has_succeeded_stays_so() => Assert.All(Enum.GetValues<RefundEvent>(), happened =>
        Assert.NotEqual(Verdict.Moved, RefundMachine.Decide(RefundState.Succeeded, happened).Verdict));

    [Fact]
    public void Nobody_gives_up_what_may_be_on_its_way()
    {
        Assert.Equal(RefundStep.Refuse, RefundMachine.Decide(RefundState.Requested, RefundEvent.GivenUp));
        Assert.Equal(RefundStep.Refuse, RefundMachine.Decide(RefundState.Processing, RefundEvent.GivenUp));
    }
}
