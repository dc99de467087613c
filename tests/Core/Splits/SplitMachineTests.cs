using PayFunctions.Core.Orders;
using PayFunctions.Core.Splits;

namespace PayFunctions.Tests.Core.Splits;

public class SplitMachineTests
{
    private static readonly (SplitState State, SplitEvent Happened)[] Pairs =
    [
        .. from state in Enum.GetValues<SplitState>()
           from happened in Enum.GetValues<SplitEvent>()
           select (state, happened),
    ];

    [Fact]
    public void Every_pair_of_state_and_event_is_decided() =>
        Assert.All(Pairs, pair => Assert.True(SplitMachine.Decides(pair.State, pair.Happened), $"{pair} is undecided"));

    [Fact]
    public void No_line_of_the_table_quarantines_by_itself() => // Who said it is not the machine's to know.
        Assert.All(Pairs, pair =>
            Assert.NotEqual(Verdict.Quarantined, SplitMachine.Decide(pair.State, pair.Happened).Verdict));

    [Fact]
    public void What_has_ended_stays_as_it_is() => Assert.All(Pairs.Where(pair => !SplitMachine.IsOpen(pair.State)), pair =>
        Assert.NotEqual(Verdict.Moved, SplitMachine.Decide(pair.State, pair.Happened).Verdict));

    [Fact]
    public void What_was_accepted_is_not_refused_by_an_older_call() =>
        Assert.Equal(SplitStep.Refuse, SplitMachine.Decide(SplitState.Processing, SplitEvent.Refused));
}
