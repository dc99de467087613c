using PayFunctions.Core;
using PayFunctions.Core.Wallets;

namespace PayFunctions.Tests.Core.Wallets;

public class WalletDecisionTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Hold Asked = new("HOLD1", 60, HoldState.None, Now.AddMinutes(1));

    /// <summary>Each message up to twice, in every order there is: the duplicate of one may come before or after another.</summary>
    public static TheoryData<string> EveryOrder() => [.. Orders("", 2, 2, 2)];

    [Theory]
    [MemberData(nameof(EveryOrder))]
    public void In_every_order_of_the_three_messages_money_is_kept_and_one_end_wins(string order)
    {
        var run = Run(order);

        Assert.True(run.Wallet is { Available: >= 0, Frozen: >= 0 });
        Assert.Equal(run.Hold?.State == HoldState.Held ? 60 : 0, run.Wallet.Frozen);
        Assert.Equal(run.Hold?.State == HoldState.Confirmed ? 40 : 100, run.Wallet.Available + run.Wallet.Frozen);
        Assert.Equal(Expected(order), run.Hold?.State ?? HoldState.None);
        Assert.True(run.Moves <= 2, "a hold is frozen once and ends once");
    }

    [Fact]
    public void An_empty_cancel_succeeds_and_blocks_the_late_try()
    {
        Assert.Equal([HoldVerdict.Move, HoldVerdict.Refuse], Run("XT").Verdicts);
    }

    [Fact]
    public void A_confirm_after_the_expiry_is_refused_even_before_the_clock_has_released_it()
    {
        var held = Asked with { State = HoldState.Held };

        var change = WalletDecision.Decide(Account(40, 60), held, Asked, Currency.Cny, HoldCommand.Confirm, Asked.ExpiresAt);

        Assert.Equal((HoldVerdict.Refuse, WalletRefusal.WrongState), (change.Verdict, change.Refusal));
    }

    [Theory]
    [InlineData(59, WalletRefusal.InsufficientBalance)]
    [InlineData(60, null)]
    public void A_hold_is_never_above_what_is_available(long available, WalletRefusal? refusal)
    {
        var change = WalletDecision.Decide(Account(available, 0), null, Asked, Currency.Cny, HoldCommand.Try, Now);

        Assert.Equal(refusal, change.Refusal);
    }

    [Fact]
    public void The_same_hold_with_another_amount_is_refused()
    {
        var held = Asked with { State = HoldState.Held };

        var change = WalletDecision.Decide(
            Account(40, 60), held, Asked with { MinorUnits = 61 }, Currency.Cny, HoldCommand.Try, Now);

        Assert.Equal(WalletRefusal.OtherAmount, change.Refusal);
    }

    [Fact]
    public void A_hold_in_another_currency_is_refused()
    {
        var change = WalletDecision.Decide(Account(100, 0), null, Asked, Currency.Usd, HoldCommand.Try, Now);

        Assert.Equal(WalletRefusal.OtherCurrency, change.Refusal);
    }

    private static (Wallet Wallet, Hold? Hold, int Moves, List<HoldVerdict> Verdicts) Run(string order)
    {
        var (wallet, hold, moves, verdicts) = (Account(100, 0), (Hold?)null, 0, new List<HoldVerdict>());
        foreach (var message in order)
        {
            var change = WalletDecision.Decide(wallet, hold, Asked, Currency.Cny, Command(message), Now);
            verdicts.Add(change.Verdict);
            if (change.Verdict != HoldVerdict.Move) continue;
            moves++;
            (wallet, hold) = (change.Wallet!, change.Hold);
        }

        return (wallet, hold, moves, verdicts);
    }

    /// <summary>Told apart from the machine: what came first between the first try, confirm and cancel decides.</summary>
    private static HoldState Expected(string order)
    {
        var tried = order.IndexOf('T', StringComparison.Ordinal);
        var cancelled = order.IndexOf('X', StringComparison.Ordinal);
        if (cancelled >= 0 && (tried < 0 || cancelled < tried)) return HoldState.Cancelled;
        if (tried < 0) return HoldState.None;
        var confirmed = order.IndexOf('C', tried);
        if (confirmed >= 0 && (cancelled < 0 || confirmed < cancelled)) return HoldState.Confirmed;
        return cancelled >= 0 ? HoldState.Cancelled : HoldState.Held;
    }

    private static HoldCommand Command(char message) => message switch
    {
        'T' => HoldCommand.Try,
        'C' => HoldCommand.Confirm,
        'X' => HoldCommand.Cancel,
        _ => throw new ArgumentOutOfRangeException(nameof(message)),
    };

    private static IEnumerable<string> Orders(string before, int tries, int confirms, int cancels)
    {
        if (before.Length > 0) yield return before;
        if (tries > 0) foreach (var order in Orders(before + 'T', tries - 1, confirms, cancels)) yield return order;
        if (confirms > 0) foreach (var order in Orders(before + 'C', tries, confirms - 1, cancels)) yield return order;
        if (cancels > 0) foreach (var order in Orders(before + 'X', tries, confirms, cancels - 1)) yield return order;
    }

    private static Wallet Account(long available, long frozen) => new("default", "acc", Currency.Cny, available, frozen, 0);
}
