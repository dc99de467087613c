using PayFunctions.Core.Wallets;

namespace PayFunctions.Tests.Core.Wallets;

public class HoldMachineTests
{
    [Fact]
    public void Every_pair_of_state_and_command_is_decided()
    {
        var pairs = from state in Enum.GetValues<HoldState>()
                    from command in Enum.GetValues<HoldCommand>()
                    select (state, command);

        Assert.All(pairs, pair => Assert.True(HoldMachine.Decides(pair.state, pair.command), $"{pair} is undecided"));
    }

    [Fact]
    public void A_repeat_and_a_refusal_leave_the_state_as_it_is()
    {
        var still = from state in Enum.GetValues<HoldState>()
                    from command in Enum.GetValues<HoldCommand>()
                    let decision = HoldMachine.Decide(state, command)
                    where decision.Verdict != HoldVerdict.Move
                    select (state, decision);

        Assert.All(still, pair => Assert.Equal((pair.state, HoldEffect.None), (pair.decision.To, pair.decision.Effect)));
    }
}
