using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PayFunctions.Infra.Webhooks;

/// <summary>Says at the start when the guard is down.</summary>
internal sealed class PrivateAddressWarning(IOptions<WebhookOptions> options, ILogger<PrivateAddressWarning> log)
    : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.AllowPrivateAddresses) log.PrivateAddressesAllowed();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
