using Microsoft.Extensions.Options;
using PayFunctions.Infra.Configuration;

namespace PayFunctions.Infra.Http;

/// <summary>What <c>Outbound:*</c> may be.</summary>
internal sealed class OutboundOptionsRules : IValidateOptions<OutboundOptions>
{
    public ValidateOptionsResult Validate(string? name, OutboundOptions options)
    {
        var wrong = new List<string>();
        Positive(nameof(options.ConnectTimeout), options.ConnectTimeout, "00:00:03");
        Positive(nameof(options.ReadTimeout), options.ReadTimeout, "00:00:10");
        Positive(nameof(options.TotalTimeout), options.TotalTimeout, "00:00:20");
        Positive(nameof(options.ConnectionLifetime), options.ConnectionLifetime, "00:05:00");
        if (options.MaxResponseBytes < 1024)
            wrong.Add(Settings.Wrong(Setting(nameof(options.MaxResponseBytes)), "must be 1024 or more", "1048576"));
        if (options.Resends is < 0 or > 5)
            wrong.Add(Settings.Wrong(Setting(nameof(options.Resends)), "must be 0 to 5", "2"));
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);

        void Positive(string setting, TimeSpan value, string example)
        {
            if (value <= TimeSpan.Zero || value > TimeSpan.FromHours(1))
                wrong.Add(Settings.Wrong(Setting(setting), "must be more than nothing and at most an hour", example));
        }

        static string Setting(string setting) => $"{OutboundOptions.Section}:{setting}";
    }
}
