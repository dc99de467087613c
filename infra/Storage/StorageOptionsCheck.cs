using Microsoft.Extensions.Options;

namespace PayFunctions.Infra.Storage;

/// <summary>
/// Names the setting that can't stand, where it is read from, and an example; never its value, which is a secret.
/// </summary>
public sealed class StorageOptionsCheck : IValidateOptions<StorageOptions>
{
    private const string Example =
        "for example 'UseDevelopmentStorage=true' or 'https://myaccount.table.core.windows.net'";

    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        var problems = new List<string>();
        if (options.Orders.Count == 0)
        {
            problems.Add("Storage:Orders:0 and AzureWebJobsStorage are both missing. Set one in local.settings.json " +
                $"(Values), or as an app setting or environment variable (Storage__Orders__0), {Example}.");
        }

        for (var index = 0; index < options.Orders.Count; index++)
        {
            if (StorageAccount.Problem(options.Orders[index]) is not { } problem) continue;
            problems.Add($"Storage:Orders:{index} (environment: Storage__Orders__{index}; default " +
                $"AzureWebJobsStorage) {problem}; {Example}.");
        }

        if (options.Retries is < 0 or > 10) problems.Add("Storage:Retries is not within 0 and 10, for example 2.");
        if (options.FirstRetry <= TimeSpan.Zero || options.LongestRetry < options.FirstRetry)
        {
            problems.Add("Storage:FirstRetry is zero or above Storage:LongestRetry, for example 00:00:00.05.");
        }

        if (options.NetworkTimeout <= TimeSpan.Zero || options.NetworkTimeout > TimeSpan.FromMinutes(2))
        {
            problems.Add("Storage:NetworkTimeout is not above zero and at most 00:02:00, for example 00:00:02.");
        }

        if (options.Connections is < 1 or > 10_000)
        {
            problems.Add("Storage:Connections is not within 1 and 10000, for example 64.");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
