using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Infra.Providers;

namespace PayFunctions.Tests.Contracts.Providers;

/// <summary>What the port asks of a provider that cannot be prepaid at or refunded through: the store sells by itself, and
/// a token is refunded at its acquirer. The others pass <see cref="ProviderCompliance{TWorld}"/>, which asks more.</summary>
public abstract class PortCompliance
{
    protected static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected abstract IPaymentProvider Provider { get; }

    /// <summary>Of an account that is configured.</summary>
    protected abstract Order NewOrder();

    /// <summary>The adapter for the same accounts, speaking to another address; null where it speaks to nobody.</summary>
    protected abstract IPaymentProvider? At(Uri endpoint);

    [Fact]
    public async Task An_account_that_is_not_ours_has_no_tenant_and_moves_nothing()
    {
        var order = NewOrder();
        var foreign = order with { MerchantId = "com.example.of.somebody.else" };

        Assert.Equal(order.Key.Tenant, Provider.TenantOf(order.MerchantId));
        Assert.Null(Provider.TenantOf(foreign.MerchantId));
        foreach (var answer in new[]
        {
            await Provider.QueryAsync(foreign, Cancellation), await Provider.CloseAsync(foreign, Cancellation),
        })
        {
            Assert.NotEqual(ProviderOutcome.Answered, answer.Outcome);
            Assert.Null(answer.Evidence);
        }
    }

    [Fact]
    public async Task An_unpaid_order_says_nothing()
    {
        var answer = await Provider.QueryAsync(NewOrder(), Cancellation);

        Assert.Contains(
            answer.Outcome, new[] { ProviderOutcome.Nothing, ProviderOutcome.NotFound, ProviderOutcome.Later });
        Assert.Null(answer.Evidence);
    }

    [Fact]
    public async Task A_refund_is_refused_with_the_word_that_says_where_it_is_made()
    {
        var order = NewOrder() with { TransactionId = "T1", Paid = new(1230, Currency.Cny) };
        var refund = new Refund
        {
            Id = "RF1",
            Amount = new(230, Currency.Cny),
            Cause = RefundCause.MerchantRequest,
            TransactionId = "T1",
            RequestedAt = Now,
        };

        var sent = await Provider.RefundAsync(order, refund, Cancellation);
        var asked = await Provider.QueryRefundAsync(order, refund, Cancellation);

        Assert.All([sent, asked], answer =>
        {
            Assert.Equal((ProviderOutcome.Refused, null), (answer.Outcome, answer.Evidence));
            Assert.Contains("-", answer.Code, StringComparison.Ordinal);
        });
    }

    [Theory]
    [MemberData(nameof(Endpoint.Rubbish), MemberType = typeof(Endpoint))]
    public async Task Rubbish_is_no_answer_to_any_call(string what)
    {
        await using var hostile = await Endpoint.StartAsync(context => Endpoint.WriteRubbishAsync(context, what));
        if (At(hostile.Url) is not { } provider) return;

        Assert.All(
            [await provider.QueryAsync(NewOrder(), Cancellation), await provider.CloseAsync(NewOrder(), Cancellation)],
            answer => Assert.Equal((ProviderOutcome.Unknown, null), (answer.Outcome, answer.Evidence)));
    }

    [Fact]
    public async Task What_never_left_is_said_to_have_never_left()
    {
        if (At(new("http://127.0.0.1:1/")) is not { } provider) return;

        Assert.Equal(ProviderOutcome.NotSent, (await provider.QueryAsync(NewOrder(), Cancellation)).Outcome);
        Assert.Equal(ProviderOutcome.NotSent, (await provider.CloseAsync(NewOrder(), Cancellation)).Outcome);
    }
}
