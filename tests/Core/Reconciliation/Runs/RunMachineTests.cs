using PayFunctions.Core.Orders;
using PayFunctions.Core.Reconciliation.Runs;
using static PayFunctions.Core.Reconciliation.Runs.RunEvent;
using static PayFunctions.Core.Reconciliation.Runs.RunState;

namespace PayFunctions.Tests.Core.Reconciliation.Runs;

public class RunMachineTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 1, 30, 0, TimeSpan.FromHours(8));

    private static readonly ReconciliationRun New = new()
    {
        Key = new("default", "wechatpay", new(2026, 11, 20)),
        Number = 1,
        StartedAt = Now,
    };

    [Fact]
    public void Every_pair_of_state_and_event_is_decided()
    {
        var pairs = from state in Enum.GetValues<RunState>() from happened in Enum.GetValues<RunEvent>() select (state, happened);

        Assert.All(pairs, pair => Assert.True(RunMachine.Decides(pair.state, pair.happened), $"{pair} is undecided"));
    }

    [Fact]
    public void A_run_goes_from_its_bills_to_its_report()
    {
        var run = New;
        List<RunState> states = [run.State];
        foreach (var happened in (RunEvent[])[BillsArchived, Compared, Rechecked])
        {
            run = run.After(happened, Now)!;
            states.Add(run.State);
        }

        Assert.Equal([Pending, Preparing, Confirmed, Settled], states);
        Assert.Equal(Now, run.EndedAt);
    }

    [Theory]
    [InlineData(BillsArchived)]
    [InlineData(Compared)]
    [InlineData(Rechecked)]
    public void A_step_told_twice_changes_nothing(RunEvent again)
    {
        var settled = New.After(BillsArchived, Now)!.After(Compared, Now)!.After(Rechecked, Now)!;

        Assert.Same(settled, settled.After(again, Now.AddHours(1)));
    }

    [Theory]
    [InlineData(Pending)]
    [InlineData(Preparing)]
    [InlineData(Confirmed)]
    public void A_run_can_be_given_up_while_it_is_open(RunState state) =>
        Assert.Equal(Aborted, (New with { State = state }).After(GivenUp, Now)!.State);

    [Fact]
    public void What_is_settled_is_not_given_up_and_what_was_given_up_is_not_settled()
    {
        Assert.Null((New with { State = Settled }).After(GivenUp, Now));
        Assert.Null((New with { State = Aborted }).After(Rechecked, Now));
    }

    [Fact]
    public void No_step_is_skipped()
    {
        Assert.Null(New.After(Compared, Now));
        Assert.Null(New.After(Rechecked, Now));
        Assert.Equal(Verdict.Refused, RunMachine.Decide(Preparing, Rechecked).Verdict);
    }
}
