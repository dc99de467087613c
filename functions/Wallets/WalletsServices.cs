using Microsoft.Extensions.DependencyInjection;
using PayFunctions.Infra.Wallets;

namespace PayFunctions.Wallets;

internal static class WalletsServices
{
    /// <summary>Accounts with try / confirm / cancel holds, topped up by orders.</summary>
    public static IServiceCollection AddWallets(this IServiceCollection services) =>
        services.AddSingleton<WalletStore>().AddSingleton<WalletBook>().AddSingleton<TopUpFlows>();
}
