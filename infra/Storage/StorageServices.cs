using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace PayFunctions.Infra.Storage;

public static class StorageServices
{
    /// <summary>
    /// The storage accounts of the section <c>Storage</c>, and their tables, made in the background at start.
    /// </summary>
    public static IServiceCollection AddTableStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StorageOptions>()
            .Bind(configuration.GetSection(StorageOptions.Section))
            .PostConfigure(options => DefaultToWebJobs(options, configuration))
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IValidateOptions<StorageOptions>, StorageOptionsCheck>();
        services.AddSingleton<TableAccounts>();
        services.AddHostedService<TablesAtStart>();
        return services;
    }

    /// <summary>
    /// As the genuine host reads it: one connection string, or addresses of the services or <c>accountName</c> below it.
    /// </summary>
    private static void DefaultToWebJobs(StorageOptions options, IConfiguration configuration)
    {
        var section = configuration.GetSection("AzureWebJobsStorage");
        var account = section["accountName"] is { Length: > 0 } name ? name : null;
        var blobs = account is null ? null : $"https://{account}.blob.core.windows.net";
        options.Bills ??= section.Value ?? section["blobServiceUri"] ?? blobs;
        if (options.Orders.Count > 0) return;
        var tables = account is null ? null : $"https://{account}.table.core.windows.net";
        var setting = section.Value ?? section["tableServiceUri"] ?? tables;
        if (!string.IsNullOrEmpty(setting)) options.Orders.Add(setting);
    }
}
