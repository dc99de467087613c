using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask.Client;
using PayFunctions.Infra.Alipay;

namespace PayFunctions.Callbacks;

/// <summary>Alipay's notifications of all applications. No key opens it: the signature does.</summary>
/// <remarks>Alipay looks at the body alone: seven bytes, <c>success</c>; anything else comes again.</remarks>
public sealed class AlipayCallback(AlipayNotifications notifications, FormIntake intake)
{
    private static readonly byte[] Success = "success"u8.ToArray();

    [Function(nameof(AlipayCallback))]
    public Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "callbacks/alipay")] HttpRequestData request,
        [DurableClient] DurableTaskClient client, CancellationToken gone) =>
        intake.TakeAsync(request, Success, Read, client, gone);

    private FormReading Read(ReadOnlyMemory<byte> body)
    {
        var reading = notifications.Read(body);
        return reading.Refusal is { } refusal
            ? FormReading.Refused(AlipayRefusals.Code(refusal), AlipayRefusals.Status(refusal))
            : new(reading.Key, reading.Evidence, reading.OfRefund);
    }
}
