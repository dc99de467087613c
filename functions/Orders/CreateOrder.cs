using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Orders;
using PayFunctions.Edge;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Providers;
using PayFunctions.Infra.Routing;
using PayFunctions.Routing;
using PayFunctions.Webhooks;

namespace PayFunctions.Orders;

/// <summary>Creates an order: insert, start of its orchestration, prepay, answer.</summary>
/// <remarks>
/// The start comes before the prepay: whatever a crash leaves, the orchestration's first wake finishes. Every step may
/// be
/// done again under the same order id, so a request that ended without an answer is simply sent again.
/// </remarks>
public sealed class CreateOrder(
    OrderBook book, OrderFlows flows, OrderAsking asking, Channels channels, OrderRouting routing, Rerouting rerouting,
    WebhookTerms webhooks,
    IOptionsMonitor<OrdersOptions> options, TimeProvider clock, ILogger<CreateOrder> log)
{
    [Function(nameof(CreateOrder))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "orders")] HttpRequestData request,
        [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var routed = await ReadAsync(request, cancellation);
        if (routed.IsDown) return await Answers.ProblemAsync(request, NoChannel);
        var asked = routed.Reading;
        if (asked.Order is not { } order) return await Answers.ProblemAsync(request, Problem.Invalid(asked.Problems));

        using var scope = log.OfOrder(order.Key.OrderId);
        var created = await book.CreateAsync(order, cancellation);
        switch (created.Result)
        {
            case CreateResult.OtherExists:
                return await Answers.ProblemAsync(request, OtherExists);
            case CreateResult.Created:
                log.OrderCreated(order.Key.OrderId, order.MerchantId, order.Total.ToString());
                if (routed.Choice is { } choice) await rerouting.NoteAsync(order, choice, cancellation);
                break;
            case CreateResult.SameExists:
                break; // A repeat of the request, under another key or after one that broke off: it is carried on.
        }

        if (!await flows.StartAsync(client, created.Stored.Order, cancellation))
            return await Answers.ProblemAsync(request, Problem.Unavailable);
        return await PrepayAsync(request, client, created.Stored, cancellation);
    }

    private async Task<RoutedReading> ReadAsync(HttpRequestData request, CancellationToken cancellation)
    {
        var wanted = OrderRequestJson.Read(request.ReadBody().Span, out var unreadable);
        var (tenant, terms) = (request.Tenant(), options.CurrentValue.Terms(webhooks.MayBePrivate));
        var env = request.Headers.TryGetValues(EnvName.Header, out var envs) ? string.Join(',', envs) : null;
        var routed = unreadable.Count == 0 && routing.Routes(wanted, tenant)
            ? await routing.ReadAsync(wanted, tenant, env, terms, clock.GetUtcNow(), cancellation)
            : new(OrderRules.Read(wanted, tenant, terms, clock.GetUtcNow()));
        return routed with { Reading = Check(request, wanted, unreadable, routed.Reading) };
    }

    private OrderReading Check(
        HttpRequestData request, OrderRequest wanted, IReadOnlyList<FieldProblem> unreadable, OrderReading reading)
    {
        var problems = unreadable.ToList();
        foreach (var problem in reading.Problems)
        {
            // A field that could not be read is told once, and an unreadable body does not also miss every field.
            if (!unreadable.Any(told => told.Field is "body" || told.Field == problem.Field)) problems.Add(problem);
        }

        if (reading.Order is { } order && channels.TenantOf(order) != order.Key.Tenant)
            problems.Add(new("merchantId", "is not one of this caller's accounts"));
        if (wanted.Notify is not null && webhooks.Problem(request.Tenant()) is { } unsigned)
            problems.Add(new("notify", unsigned));
        return problems.Count == 0 ? reading : new(null, problems);
    }

    private async Task<HttpResponseData> PrepayAsync(
        HttpRequestData request, DurableTaskClient client, StoredOrder stored, CancellationToken cancellation)
    {
        var answer = default(ProviderAnswer);
        if (stored.Order.State == OrderState.Created)
        {
            var asked = await asking.PrepayAsync(stored, cancellation);
            (stored, answer) = (asked.Stored, asked.Answer);
            // Its orchestration waits for the first poll: the hint lets it try again, or end, at once.
            if (stored.Order.State != OrderState.AwaitingPayment)
                await flows.HintAsync(client, stored.Order, cancellation);
        }

        return await AnswerAsync(request, stored.Order, answer);
    }

    private async Task<HttpResponseData> AnswerAsync(HttpRequestData request, Order order, ProviderAnswer? answer)
    {
        switch (order.State)
        {
            case OrderState.Created:
                var accepted = await Answers.JsonAsync(request, HttpStatusCode.Accepted, OrderJson.Created(order));
                Answers.RetryAfter(accepted, (int)Math.Ceiling(options.CurrentValue.PrepayRetryAfter.TotalSeconds));
                return Located(accepted, order);
            case OrderState.Failed:
                return await Answers.ProblemAsync(request, Refused(answer));
            case OrderState.Closing or OrderState.Closed:
                return await Answers.ProblemAsync(request, AlreadyEnded with { State = order.State });
            case OrderState.AwaitingPayment or OrderState.Paid or OrderState.PartiallyRefunded or OrderState.Refunded
                or OrderState.Revoked:
                var created = await Answers.JsonAsync(request, HttpStatusCode.Created, OrderJson.Created(order));
                return Located(created, order);
            default:
                throw new ArgumentOutOfRangeException(nameof(order), order.State, "No such state.");
        }
    }

    private static HttpResponseData Located(HttpResponseData response, Order order)
    {
        response.Headers.Add("Location", $"/api/orders/{Uri.EscapeDataString(order.Key.OrderId)}");
        return response;
    }

    private static Problem NoChannel { get; } = new(
        503, "no-channel", "Every channel that could take the order is in planned maintenance.")
    { RetryAfterSeconds = 60 };

    private static Problem OtherExists { get; } = new(
        409, "order-exists", "There is another order with this id.");

    private static Problem Refused(ProviderAnswer? answer) =>
        ProviderRefused with { ProviderCode = answer?.Code, ProviderFailure = answer?.Failure };

    private static Problem ProviderRefused { get; } = new(
        422, "provider-refused", "The provider refused to take the order.")
    { State = OrderState.Failed };

    private static Problem AlreadyEnded { get; } = new(
        409, "order-ended", "The order is there, and can't be paid any more.");
}
