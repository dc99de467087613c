using PayFunctions.Core;
using PayFunctions.Core.Wallets;
using PayFunctions.Infra.Wallets;
using PayFunctions.Tests.Infra.Storage;

namespace PayFunctions.Tests.Infra.Wallets;

public class WalletBookTests
{
    private const string Account = "acc";

    private readonly StoreWorld _world;
    private readonly WalletBook _book;

    public WalletBookTests(AzuriteFixture azurite)
    {
        _world = new(azurite.ConnectionString);
        _book = new(new(_world.Accounts), _world.Clock);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_top_up_happens_once_a_reference()
    {
        var first = await TopUpAsync(100, "order/1");
        var again = await TopUpAsync(100, "order/1");
        await TopUpAsync(5, "order/2");

        Assert.Equal((WalletOutcome.Done, WalletOutcome.Repeat), (first.Outcome, again.Outcome));
        Assert.Equal((105, 0), await BalanceAsync());
    }

    [Fact]
    public async Task Twenty_copies_of_one_top_up_at_once_count_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => TopUpAsync(100, "order/1")));

        Assert.Single(answers, answer => answer.Outcome == WalletOutcome.Done);
        Assert.Equal((100, 0), await BalanceAsync());
    }

    [Fact]
    public async Task Try_then_confirm_takes_the_amount_and_try_then_cancel_gives_it_back()
    {
        await TopUpAsync(100, "order/1");

        await TryAsync("kept", 30);
        await TryAsync("given-back", 50);
        Assert.Equal((20, 80), await BalanceAsync());
        await _book.ConfirmAsync(_world.Tenant, Account, "kept", Cancellation);
        await _book.CancelAsync(_world.Tenant, Account, "given-back", Cancellation);

        Assert.Equal((70, 0), await BalanceAsync());
    }

    [Fact]
    public async Task A_cancel_before_its_try_blocks_it_even_on_an_account_that_is_not_there()
    {
        var cancelled = await _book.CancelAsync(_world.Tenant, Account, "late", Cancellation);
        await TopUpAsync(100, "order/1");
        var tried = await TryAsync("late", 10);

        Assert.Equal((WalletOutcome.Done, WalletOutcome.Refused), (cancelled.Outcome, tried.Outcome));
        Assert.Equal((100, 0), await BalanceAsync());
    }

    [Fact]
    public async Task Fifty_holds_at_once_never_take_more_than_there_is()
    {
        await TopUpAsync(100, "order/1");

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => TryAsync($"h{i}", 7)));

        var held = answers.Count(answer => answer.Outcome == WalletOutcome.Done);
        var short_ = answers.Count(answer => answer.Refusal == WalletRefusal.InsufficientBalance);
        var busy = answers.Count(answer => answer.Outcome == WalletOutcome.Contended);
        Assert.Equal(50, held + short_ + busy);
        Assert.InRange(held, 1, 14);
        Assert.Equal((100 - (7 * held), 7 * held), await BalanceAsync());
    }

    [Fact]
    public async Task An_expiry_releases_what_is_held_and_leaves_what_is_confirmed()
    {
        await TopUpAsync(100, "order/1");
        await TryAsync("forgotten", 10);
        await TryAsync("confirmed", 20);
        await _book.ConfirmAsync(_world.Tenant, Account, "confirmed", Cancellation);

        var released = await _book.ExpireAsync(_world.Tenant, Account, "forgotten", Cancellation);
        var left = await _book.ExpireAsync(_world.Tenant, Account, "confirmed", Cancellation);

        Assert.Equal((HoldState.Expired, HoldState.Confirmed), (released.Hold!.State, left.Hold!.State));
        Assert.Equal((80, 0), await BalanceAsync());
    }

    [Fact]
    public async Task Another_tenants_account_is_not_there()
    {
        await TopUpAsync(100, "order/1");

        Assert.Null(await _book.FindAsync($"{_world.Tenant}x", Account, Cancellation));
    }

    private Task<WalletAnswer> TopUpAsync(long amount, string reference) =>
        _book.TopUpAsync(_world.Tenant, Account, new Money(amount, Currency.Cny), reference, Cancellation);

    private Task<WalletAnswer> TryAsync(string id, long amount) => _book.TryAsync(
        _world.Tenant, Account, id, new Money(amount, Currency.Cny), _world.Clock.GetUtcNow().AddMinutes(10), Cancellation);

    private async Task<(long Available, long Frozen)> BalanceAsync()
    {
        var wallet = await _book.FindAsync(_world.Tenant, Account, Cancellation);
        return (wallet!.Available, wallet.Frozen);
    }
}
