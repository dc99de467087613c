using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask.Client;
using PayFunctions.Infra.UnionPay;

namespace PayFunctions.Callbacks;

/// <summary>UnionPay's notifications of all merchants. No key opens it: the signature does.</summary>
/// <remarks>UnionPay looks at the status alone; anything but 200 comes again. Its demos answer <c>ok</c> with it.</remarks>
public sealed class UnionPayCallback(UnionPayNotifications notifications, FormIntake intake)
{
    private static readonly byte[] Ok = "ok"u8.ToArray();

    [Function(nameof(UnionPayCallback))]
    public Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "callbacks/unionpay")] HttpRequestData request,
        [DurableClient] DurableTaskClient client, CancellationToken gone) =>
        intake.TakeAsync(request, Ok, Read, client, gone);

    private FormReading Read(ReadOnlyMemory<byte> body)
    {
        var reading = notifications.Read(body);
        return reading.Refusal is { } refusal
            ? FormReading.Refused(UnionPayRefusals.Code(refusal), UnionPayRefusals.Status(refusal))
            : new(reading.Key, reading.Evidence, reading.OfRefund);
    }
}
