using System.Diagnostics;
using System.Net.Http;

namespace PayFunctions.Infra.Telemetry;

/// <summary>A request of ours carries its span along, so that the receiver's work joins the order's story.</summary>
/// <remarks>Source: W3C Trace Context and W3C Baggage. Only merchants get them: a provider needs none of it.</remarks>
internal static class TraceHeaders
{
    public const string Parent = "traceparent";

    private const string Baggage = "baggage";

    public static void Add(HttpRequestMessage request, Activity span)
    {
        request.Headers.TryAddWithoutValidation(Parent, span.Id);
        if (span.GetBaggageItem(Story.OrderId) is { } orderId)
            request.Headers.TryAddWithoutValidation(Baggage, $"{Story.OrderId}={Uri.EscapeDataString(orderId)}");
    }
}
