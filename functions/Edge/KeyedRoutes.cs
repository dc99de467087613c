using System.Collections.Frozen;
using Microsoft.Azure.Functions.Worker;
using PayFunctions.Certificates;
using PayFunctions.Orders;
using PayFunctions.Webhooks;

namespace PayFunctions.Edge;

/// <summary>Which of the merchants' routes ask for an <c>Idempotency-Key</c>: all that change something.</summary>
internal static class KeyedRoutes
{
    /// <summary>What asked twice is asked once anyway, by the name in its address: a key is welcome, and not asked for.</summary>
    private static readonly FrozenSet<string> WithoutKey = FrozenSet.Create(
        StringComparer.Ordinal, nameof(CloseOrder), "ConfirmHold", "CancelHold", nameof(RedeliverWebhook), nameof(RenewNow));

    public static bool Changes(string method) => method is not ("GET" or "HEAD");

    public static bool DoesWithout(FunctionContext context) => WithoutKey.Contains(context.FunctionDefinition.Name);

    /// <summary>A key is unique within its route: two routes may be sent one key.</summary>
    public static string Scope(FunctionContext context) => context.FunctionDefinition.Name switch
    {
        nameof(CreateOrder) => "orders",
        var other => other,
    };

    /// <summary>Path and query, without the function key that may stand in it: keys change, requests don't.</summary>
    public static string Address(Uri url)
    {
        const string code = "code=";
        if (!url.Query.Contains(code, StringComparison.OrdinalIgnoreCase)) return url.PathAndQuery;
        var kept = url.Query.TrimStart('?').Split('&')
            .Where(pair => !pair.StartsWith(code, StringComparison.OrdinalIgnoreCase));
        return $"{url.AbsolutePath}?{string.Join('&', kept)}";
    }
}
