using Microsoft.AspNetCore.Http;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Providers;

namespace PayFunctions.Tests.Contracts.Providers;

/// <summary>How an answer of the provider's is signed.</summary>
public enum Signing
{
    Genuine,
    None,
    StrangersKey,
    AlteredAfterwards,
}

/// <summary>What a provider brings along to be held to the contract: a simulator of it, and its way of
/// answering.</summary>
public abstract class ProviderWorld : IAsyncLifetime
{
    /// <summary>The adapter, speaking to the simulator.</summary>
    public abstract IPaymentProvider Provider { get; }

    /// <summary>The provider's words for an order's state, and what each means; null: nothing new.</summary>
    public abstract IReadOnlyDictionary<string, OrderEvent?> Words { get; }

    /// <summary>An order of an account that is configured, with a number of its own.</summary>
    public abstract Order NewOrder();

    /// <summary>The payer pays what was prepaid.</summary>
    public abstract void Pay(Order order);

    /// <summary>What the simulator has sent back of the order, in minor units.</summary>
    public abstract long SentBack(Order order);

    /// <summary>The adapter for the same accounts, speaking to another address.</summary>
    public abstract IPaymentProvider At(Uri endpoint);

    /// <summary>Answers a query about the order as the provider would.</summary>
    /// <param name="outTradeNo">Whose state is told.</param>
    public abstract Task AnswerQueryAsync(HttpContext context, string word, string outTradeNo, Signing signing);

    /// <summary>Starts the simulator: once for all tests of a class, since its keys take long to make.</summary>
    public abstract ValueTask InitializeAsync();

    public abstract ValueTask DisposeAsync();
}
