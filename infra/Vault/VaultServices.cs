using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace PayFunctions.Infra.Vault;

/// <summary>Adds the vault to the app.</summary>
public static class VaultServices
{
    public static IServiceCollection AddVault(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<VaultOptions>().Bind(configuration.GetSection(VaultOptions.Section));
        services.AddSingleton<MemoryVault>();
        services.AddSingleton<ICertificateVault>(provider => provider.GetRequiredService<MemoryVault>());
        services.AddSingleton<IMerchantVault>(provider => provider.GetRequiredService<MemoryVault>());
        return services;
    }
}
