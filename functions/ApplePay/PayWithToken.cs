using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask.Client;
using PayFunctions.Core.Orders;
using PayFunctions.Edge;
using PayFunctions.Infra.ApplePay;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Providers;
using PayFunctions.Infra.Telemetry;
using PayFunctions.Orders;

namespace PayFunctions.ApplePay;

/// <summary>Pays an order by an Apple Pay token: verified, opened, used once, handed on, forgotten.</summary>
public sealed class PayWithToken(
    OrderBook book, OrderFlows flows, ApplePayTokens tokens, UsedTokens used, ApplePayProvider provider)
{
    private const int AskAgainAfterSeconds = 2;

    [Function(nameof(PayWithToken))]
    public async Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "applepay/payments")] HttpRequestData request,
        [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var asked = PaymentRequest.Read(request.ReadBody().Span, out var problems);
        if (problems.Count > 0) return await Answers.ProblemAsync(request, Problem.Invalid(problems));
        var stored = OrderIdRule.Accepts(asked.OrderId)
            ? await book.FindStoredAsync(new(request.Tenant(), asked.OrderId!), cancellation)
            : null;
        if (stored is null) return await Answers.ProblemAsync(request, Problem.NoSuchOrder);
        if (stored.Order.Channel != ApplePayProvider.Name) return await Answers.ProblemAsync(request, OtherChannel);

        var opened = tokens.Open(stored.Order.MerchantId, asked.Token);
        if (opened.Refusal is { } refusal) return await RefusedAsync(request, refusal);
        using var token = opened.Token!;
        return await PayAsync(request, client, stored, token, cancellation);
    }

    private async Task<HttpResponseData> PayAsync(
        HttpRequestData request, DurableTaskClient client, StoredOrder stored, NetworkToken token,
        CancellationToken cancellation)
    {
        var order = stored.Order;
        if (token.Amount != order.Total)
        {
            Count("other-amount");
            var stated = token.Amount is { } amount ? $"{amount}" : "an amount in a currency that is not accounted in";
            var told = OtherAmount with { Detail = $"The token is of {stated}, the order of {order.Total}." };
            return await Answers.ProblemAsync(request, told);
        }

        if (!await used.TryClaimAsync(order.MerchantId, token.Name, order.Key, cancellation))
        {
            Count("token-used");
            return await Answers.ProblemAsync(request, TokenUsed);
        }

        if (order.State != OrderState.AwaitingPayment)
        {
            Count("order-not-payable");
            return await Answers.ProblemAsync(request, NotPayable with { State = order.State });
        }

        var answer = await provider.PayAsync(order, token, cancellation);
        if (answer.Evidence is { } evidence) stored = await ApplyAsync(client, stored, evidence, cancellation);
        return await AnswerAsync(request, stored.Order, answer);
    }

    private async Task<StoredOrder> ApplyAsync(
        DurableTaskClient client, StoredOrder stored, Evidence evidence, CancellationToken cancellation)
    {
        var applied = await book.ApplyAsync(stored, evidence, cancellation);
        // Not heard, it wakes by its own plan and asks the acquirer.
        if (applied.Order is { } order) await flows.WakeAsync(client, order, evidence, cancellation);
        return applied.Stored ?? stored;
    }

    private static async Task<HttpResponseData> AnswerAsync(HttpRequestData request, Order order, ProviderAnswer answer)
    {
        switch (answer.Outcome)
        {
            case ProviderOutcome.Answered:
                return await Answers.JsonAsync(request, HttpStatusCode.OK, OrderJson.State(order));
            case ProviderOutcome.Nothing or ProviderOutcome.Refused or ProviderOutcome.NotFound:
                return await Answers.ProblemAsync(request, Declined with { ProviderCode = answer.Code });
            case ProviderOutcome.NotSent or ProviderOutcome.Later:
                return await Answers.ProblemAsync(request, Problem.Unavailable);
            case ProviderOutcome.Unknown:
                var accepted = await Answers.JsonAsync(request, HttpStatusCode.Accepted, OrderJson.State(order));
                Answers.RetryAfter(accepted, AskAgainAfterSeconds);
                return accepted;
            default:
                throw new ArgumentOutOfRangeException(nameof(answer), answer.Outcome, "No such outcome.");
        }
    }

    private static Task<HttpResponseData> RefusedAsync(HttpRequestData request, ApplePayRefusal refusal)
    {
        var code = ApplePayRefusals.Code(refusal);
        Count(code);
        if (refusal == ApplePayRefusal.KeyNotThereYet) return Answers.ProblemAsync(request, Problem.Unavailable);
        return Answers.ProblemAsync(request, TokenRefused with { Detail = $"The token is refused: {code}." });
    }

    private static void Count(string reason) => PayFunctionsTelemetry.CallbackRefusals.Add(
        1, new("provider", ApplePayProvider.Name), new("reason", reason));

    private static Problem OtherChannel { get; } =
        new(422, "other-channel", "The order is not one that a token of Apple Pay pays.");

    private static Problem TokenRefused { get; } = new(422, "token-refused", "The token can't be trusted.");

    private static Problem OtherAmount { get; } =
        new(422, "other-amount", "The payer agreed to another amount than the order's.");

    private static Problem TokenUsed { get; } = new(409, "token-used", "The token was used for another order.");

    private static Problem NotPayable { get; } =
        new(409, "order-not-payable", "The order's state does not allow a payment.");

    private static Problem Declined { get; } =
        new(422, "declined", "The acquirer declined the payment; the order can still be paid by another token.");
}
