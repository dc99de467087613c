using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PayFunctions.Infra.Audit;
using PayFunctions.Infra.Storage;
using PayFunctions.Infra.Vault;

namespace PayFunctions.Infra.Certificates;

/// <summary>Adds the certificates' renewal to the app.</summary>
public static class CertificateServices
{
    /// <summary>Needs <c>AddVault</c>, and <c>AddTableStorage</c> where instances share a vault; adapters add their accounts and sources.</summary>
    public static IServiceCollection AddCertificates(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IValidateOptions<CertificateOptions>, CertificateOptionsRules>();
        services.AddOptions<CertificateOptions>()
            .Bind(configuration.GetSection(CertificateOptions.Section))
            .ValidateOnStart();
        services.AddSingleton(MakeBoard);
        services.AddSingleton(provider => new CertificateUpdater(
            provider.GetServices<IRenewableAccounts>(),
            provider.GetRequiredService<ICertificateVault>(),
            provider.GetRequiredService<IRenewalBoard>(),
            provider.GetRequiredService<IOptionsMonitor<CertificateOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<CertificateUpdater>>()));
        services.AddSingleton<ExpiryAlerts>();
        services.AddSingleton<CertificateListing>();
        services.AddHostedService<CertificateKeeper>();
        return services;
    }

    /// <summary>Without tables there is nobody to agree with.</summary>
    private static IRenewalBoard MakeBoard(IServiceProvider services)
    {
        var clock = services.GetRequiredService<TimeProvider>();
        IRenewalBoard board = services.GetService<TableAccounts>() is { } accounts
            ? new TableBoard(accounts, services.GetRequiredService<IOptionsMonitor<CertificateOptions>>(), clock)
            : new LocalBoard(clock);
        return services.GetService<AuditWriter>() is { } audit ? new ChainedBoard(board, audit) : board;
    }
}
