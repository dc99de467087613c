using Microsoft.Extensions.Options;
using PayFunctions.Core.Webhooks;
using PayFunctions.Infra.Configuration;

namespace PayFunctions.Infra.Webhooks;

/// <summary>What <c>Webhooks:*</c> may be.</summary>
internal sealed class WebhookOptionsRules : IValidateOptions<WebhookOptions>
{
    private const int SecretsMax = 2;
    private const string SecretExample = "whsec_ and the base64 of 24 to 64 random bytes";
    private static readonly TimeSpan LongestCall = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(30);

    public ValidateOptionsResult Validate(string? name, WebhookOptions options)
    {
        var wrong = new List<string>();
        Secrets($"{WebhookOptions.Section}:Secrets", options.Secrets);
        foreach (var (tenant, of) in options.Tenants)
            Secrets($"{WebhookOptions.Section}:Tenants:{tenant}:Secrets", of.Secrets);
        if (options.Tenants.ContainsKey(WebhookOptions.DefaultTenant))
            Wrong(
                $"Tenants:{WebhookOptions.DefaultTenant}", "names the tenant whose secrets are Webhooks:Secrets",
                "Webhooks:Secrets:0");
        Within(nameof(options.ConnectTimeout), options.ConnectTimeout, LongestCall, "00:00:03");
        Within(nameof(options.TotalTimeout), options.TotalTimeout, LongestCall, "00:00:15");
        Within(nameof(options.FirstRetry), options.FirstRetry, LongestWait, "00:00:05");
        Within(nameof(options.LongestRetry), options.LongestRetry, LongestWait, "04:00:00");
        Within(nameof(options.GiveUpAfter), options.GiveUpAfter, LongestWait, "1.00:00:00");
        Within(nameof(options.BreakerOpens), options.BreakerOpens, LongestWait, "00:01:00");
        if (!(options.RetryGrowth is >= 1 and <= 10)) Wrong(nameof(options.RetryGrowth), "must be from 1 to 10", "4");
        if (!(options.RetryJitter is >= 0 and <= 0.5))
            Wrong(nameof(options.RetryJitter), "must be from 0 to 0.5", "0.2");
        if (options.BreakerFailures is < 1 or > 1000) Wrong(nameof(options.BreakerFailures), "must be 1 to 1000", "5");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);

        void Secrets(string setting, IList<string> secrets)
        {
            for (var i = 0; i < secrets.Count; i++)
            {
                if (WebhookSecret.TryRead(secrets[i]) is null)
                    Bad(i, "is not whsec_ and the base64 of 24 to 64 bytes");
                else if (secrets.IndexOf(secrets[i]) < i)
                    Bad(i, "is given twice");
            }

            if (secrets.Count > SecretsMax) Bad(SecretsMax, "is one too many: the new and the old are live");

            void Bad(int nth, string what) => wrong.Add(Settings.Wrong($"{setting}:{nth}", what, SecretExample));
        }

        void Within(string setting, TimeSpan value, TimeSpan longest, string example)
        {
            if (value <= TimeSpan.Zero || value > longest)
                Wrong(setting, $"must be more than nothing and at most {longest}", example);
        }

        void Wrong(string setting, string what, string example) =>
            wrong.Add(Settings.Wrong($"{WebhookOptions.Section}:{setting}", what, example));
    }
}
