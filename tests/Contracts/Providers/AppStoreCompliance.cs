using Microsoft.Extensions.Options;
using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.AppStore;
using PayFunctions.Infra.Providers;
using PayFunctions.Sandbox.Apple;
using PayFunctions.Tests.Infra.AppStore;

namespace PayFunctions.Tests.Contracts.Providers;

/// <summary>The App Store by the same contract: its evidence comes by notification, so what others are held to in an
/// answer it is held to in one.</summary>
public sealed class AppStoreCompliance : PortCompliance
{
    private static readonly StoreSide Store = new();

    protected override IPaymentProvider Provider { get; } = Make();

    protected override Order NewOrder() => new()
    {
        Key = new("default", "appstore-200000000000001"),
        Channel = "appstore",
        Method = "subscription",
        MerchantId = StoreSide.BundleId,
        Description = "A month of tea",
        Total = new(1234, Currency.Cny),
        CreatedAt = Now,
        ExpiresAt = Now.AddMinutes(30),
    };

    protected override IPaymentProvider? At(Uri endpoint) => null;

    [Fact]
    public async Task Nothing_is_asked_of_the_store_and_nothing_is_made_up_in_its_place()
    {
        var order = NewOrder();

        ProviderAnswer[] answers =
        [
            await Provider.PrepayAsync(order, Cancellation), await Provider.QueryAsync(order, Cancellation),
            await Provider.CloseAsync(order, Cancellation),
        ];

        Assert.All(answers, answer => Assert.Equal(
            (ProviderOutcome.Later, null, "the-store-tells"), (answer.Outcome, answer.Evidence, answer.Code)));
    }

    [Fact]
    public void A_paid_order_says_who_paid_what_by_which_transaction_and_the_same_each_time()
    {
        var message = Store.Sign();

        var first = Store.Read(message).Notice!.Paid!;
        var again = Store.Read(message).Notice!.Paid!;

        Assert.Equal((OrderEvent.PaymentSucceeded, new Money(1234, Currency.Cny)), (first.Event, first.Total!.Value));
        Assert.Equal(("appstore", StoreSide.BundleId), (first.Provider, first.MerchantId));
        Assert.False(string.IsNullOrEmpty(first.TransactionId) || first.Envelope.IsEmpty);
        Assert.Equal((first.Id, first.At, first.TransactionId), (again.Id, again.At, again.TransactionId));
    }

    [Fact]
    public void A_word_that_nobody_knows_says_nothing_of_money_and_is_named()
    {
        var notice = Store.Read(Store.Sign(StoreSide.Subscribed() with { Type = "PAID_IN_SHELLS" })).Notice!;

        Assert.Equal((false, "PAID_IN_SHELLS"), (notice.IsKnown, notice.Type));
        Assert.Null(notice.Paid);
        Assert.Null(notice.Since);
    }

    [Theory]
    [InlineData(Signing.None)]
    [InlineData(Signing.StrangersKey)]
    [InlineData(Signing.AlteredAfterwards)]
    public void What_is_not_signed_well_is_not_believed(Signing signing)
    {
        using var stranger = new AppleAuthority(StoreSide.Now);
        var genuine = Store.Sign();
        var message = signing switch
        {
            Signing.None => genuine[..(genuine.LastIndexOf('.') + 1)],
            Signing.StrangersKey => Store.Sign(chain: stranger.Issue(new())),
            Signing.AlteredAfterwards => Altered(genuine),
            Signing.Genuine => throw new ArgumentOutOfRangeException(nameof(signing)),
        };

        var read = Store.Read(message);

        Assert.NotNull(read.Refusal);
        Assert.Null(read.Notice);
    }

    private static string Altered(string message)
    {
        var parts = message.Split('.');
        var middle = parts[1].ToCharArray();
        middle[middle.Length / 2] = middle[middle.Length / 2] == 'A' ? 'B' : 'A';
        return $"{parts[0]}.{new string(middle)}.{parts[2]}";
    }

    private static AppStoreProvider Make()
    {
        var options = new AppStoreOptions();
        options.Apps[StoreSide.BundleId] = new() { AppAppleId = StoreSide.AppAppleId };
        return new(new(Options.Create(options)));
    }
}
