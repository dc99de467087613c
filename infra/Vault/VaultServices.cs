using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PayFunctions.Infra.Vault;

/// <summary>Adds the vault to the app.</summary>
public static class VaultServices
{
    /// <summary>The Key Vault of <c>Vault:Uri</c>, entered by identity; without one, memory.</summary>
    public static IServiceCollection AddVault(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IValidateOptions<VaultOptions>, VaultOptionsRules>();
        services.AddOptions<VaultOptions>().Bind(configuration.GetSection(VaultOptions.Section)).ValidateOnStart();
        services.TryAddSingleton<NamedKeys>();
        services.AddHostedService<SecretKeeper>();
        return string.IsNullOrEmpty(configuration[$"{VaultOptions.Section}:{nameof(VaultOptions.Uri)}"])
            ? services.AddMemoryVault()
            : services.AddKeyVault();
    }

    private static IServiceCollection AddMemoryVault(this IServiceCollection services)
    {
        services.AddSingleton<MemoryVault>();
        services.AddSingleton<ICertificateVault>(provider => provider.GetRequiredService<MemoryVault>());
        services.AddSingleton<IMerchantVault>(provider => provider.GetRequiredService<MemoryVault>());
        return services;
    }

    private static IServiceCollection AddKeyVault(this IServiceCollection services)
    {
        services.TryAddSingleton<TokenCredential>(_ => new DefaultAzureCredential());
        services.AddSingleton(provider => new VaultClients(
            provider.GetRequiredService<IOptions<VaultOptions>>().Value,
            provider.GetRequiredService<TokenCredential>()));
        services.AddSingleton(provider => new VaultCalls(
            provider.GetRequiredService<IOptions<VaultOptions>>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new LastGoodSecrets(
            provider.GetRequiredService<IOptionsMonitor<VaultOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<LastGoodSecrets>>()));
        services.AddSingleton<ICertificateVault>(provider => new KeyVaultCertificates(
            provider.GetRequiredService<VaultClients>(), provider.GetRequiredService<VaultCalls>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IMerchantVault>(provider => new KeyVaultMerchants(
            provider.GetRequiredService<VaultClients>(), provider.GetRequiredService<VaultCalls>(),
            provider.GetRequiredService<LastGoodSecrets>()));
        return services;
    }
}
