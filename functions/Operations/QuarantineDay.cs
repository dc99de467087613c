using Microsoft.Azure.Functions.Worker.Http;
using PayFunctions.Core.Orders;
using PayFunctions.Edge;
using PayFunctions.Infra.WeChatPay;
using PayFunctions.Orders;

namespace PayFunctions.Operations;

/// <summary>Which part of the quarantine a request speaks of: <c>?day=2026-11-20&amp;provider=wechatpay</c>.</summary>
internal readonly record struct QuarantineDay(string Provider, DateOnly Day)
{
    /// <summary>Days are counted as the providers' bills count them.</summary>
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    /// <summary>Today's, of WeChat Pay, where the request does not say.</summary>
    public static QuarantineDay? Of(
        HttpRequestData request, Channels channels, TimeProvider clock, out FieldProblem? problem)
    {
        var (provider, text) = (request.Query["provider"] ?? WeChatPayProvider.Name, request.Query["day"]);
        var day = DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(China).DateTime);
        var isDay = text is null || UrlDay.TryRead(text, out day);
        problem = !channels.Has(provider) ? new("provider", "is not a provider of this app")
            : !isDay ? new("day", "is not a day like 2026-11-20")
            : null;
        return problem is null ? new(provider, day) : null;
    }
}
