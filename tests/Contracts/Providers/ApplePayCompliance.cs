using Microsoft.Extensions.Options;
using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.ApplePay;
using PayFunctions.Infra.Http;
using PayFunctions.Infra.Providers;
using PayFunctions.Sandbox.Apple;
using PayFunctions.Tests.Infra.ApplePay;
using PayFunctions.Tests.Infra.WeChatPay;

namespace PayFunctions.Tests.Contracts.Providers;

/// <summary>Apple Pay by the same contract, before an acquirer that is simulated.</summary>
public sealed class ApplePayCompliance : PortCompliance, IAsyncLifetime
{
    private static readonly DeviceSide Side = new();

    private readonly OutboundHttp _http = new(
        new Monitored<OutboundOptions>(new() { Resends = 0, ReadTimeout = TimeSpan.FromSeconds(5) }), TimeProvider.System);
    private SimulatedAcquirer _acquirer = null!;
    private int _last;

    protected override ApplePayProvider Provider => Make(_acquirer.Url);

    public async ValueTask InitializeAsync() => _acquirer = await SimulatedAcquirer.StartAsync(Cancellation);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _acquirer.DisposeAsync();
    }

    protected override Order NewOrder() => new()
    {
        Key = new("default", $"ORDER{++_last:D5}"),
        Channel = "applepay",
        Method = "token",
        MerchantId = DeviceSide.MerchantId,
        Description = "A pot of tea",
        Total = new(1234, Currency.Cny),
        CreatedAt = Now,
        ExpiresAt = Now.AddMinutes(30),
    };

    protected override IPaymentProvider? At(Uri endpoint) => Make(endpoint);

    [Fact]
    public async Task A_prepay_is_accepted_and_sent_again_is_the_same_one()
    {
        var order = NewOrder();

        var first = (await Provider.PrepayAsync(order, Cancellation)).Evidence!;
        var again = (await Provider.PrepayAsync(order, Cancellation)).Evidence!;

        Assert.Equal((OrderEvent.PrepayAccepted, first.Id), (first.Event, again.Id));
    }

    [Fact]
    public async Task A_paid_order_says_who_paid_what_by_which_transaction_and_the_same_each_time()
    {
        var order = NewOrder();
        using var token = Side.Open(Side.Pay()).Token!;

        var paid = (await Provider.PayAsync(order, token, Cancellation)).Evidence!;
        var sentAgain = (await Provider.PayAsync(order, token, Cancellation)).Evidence!;
        var asked = (await Provider.QueryAsync(order, Cancellation)).Evidence!;

        Assert.Equal((OrderEvent.PaymentSucceeded, order.Total), (paid.Event, paid.Total!.Value));
        Assert.Equal(("applepay", order.MerchantId, order.Attempt), (paid.Provider, paid.MerchantId, paid.Attempt));
        Assert.False(string.IsNullOrEmpty(paid.TransactionId));
        Assert.Equal((paid.Id, paid.Id), (sentAgain.Id, asked.Id));
    }

    [Fact]
    public async Task A_close_never_closes_what_is_paid()
    {
        var (paid, open) = (NewOrder(), NewOrder());
        using var token = Side.Open(Side.Pay()).Token!;
        await Provider.PayAsync(paid, token, Cancellation);

        Assert.Equal(OrderEvent.PaymentSucceeded, (await Provider.CloseAsync(paid, Cancellation)).Evidence!.Event);
        Assert.Equal(OrderEvent.ClosedAtProvider, (await Provider.CloseAsync(open, Cancellation)).Evidence!.Event);
    }

    private ApplePayProvider Make(Uri acquirer)
    {
        var options = new ApplePayOptions();
        var merchant = new ApplePayMerchantOptions
        {
            AcquirerUrl = acquirer.AbsoluteUri,
            AcquirerKey = SimulatedAcquirer.Key,
        };
        merchant.PrivateKeys.Add(DeviceSide.Pem(Side.Ec));
        options.Merchants[DeviceSide.MerchantId] = merchant;
        var merchants = new ApplePayMerchants(Options.Create(options));
        return new(new GatewayAcquirer(_http, merchants), merchants, TimeProvider.System);
    }
}
