using System.Net;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using PayFunctions.Core.Orders;
using PayFunctions.Edge;
using PayFunctions.Infra.Orders;

namespace PayFunctions.OperatorConsole;

/// <summary>The caller's orders by any number that somebody may hold in hand: an order's, an attempt's, a payment's, a refund's.</summary>
public sealed class FindOrders(OrderBook book, Lookups lookups)
{
    private const int CharsMax = 128;

    [Function(nameof(FindOrders))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "lookup/{id}")] HttpRequestData request, string id,
        CancellationToken cancellation)
    {
        var found = id.Length > CharsMax ? [] : await FindAsync(request.Tenant(), id, cancellation);
        return await Answers.JsonAsync(request, HttpStatusCode.OK, Json.Write(found, Write));
    }

    private async Task<IReadOnlyList<Lookup>> FindAsync(string tenant, string id, CancellationToken cancellation)
    {
        var byNumber = await lookups.FindAsync(tenant, id, cancellation);
        if (!OrderIdRule.Accepts(id)) return byNumber;
        var key = new OrderKey(tenant, id);
        if (await book.FindAsync(key, cancellation) is not null) return [new(id, LookupKind.Order), .. byNumber];
        return await book.FindByNumberAsync(key, cancellation) is { } order
            ? [new(order.OrderId, LookupKind.Order), .. byNumber]
            : byNumber;
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<Lookup> found)
    {
        json.WriteStartObject();
        json.WriteStartArray("orders"u8);
        foreach (var one in found)
        {
            json.WriteStartObject();
            json.WriteString("orderId"u8, one.OrderId);
            json.WriteString("as"u8, one.Kind.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
