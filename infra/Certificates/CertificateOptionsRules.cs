using Microsoft.Extensions.Options;
using PayFunctions.Infra.Configuration;

namespace PayFunctions.Infra.Certificates;

/// <summary>What <c>Certificates:*</c> may be.</summary>
internal sealed class CertificateOptionsRules : IValidateOptions<CertificateOptions>
{
    private const int BatchMax = 256;

    public ValidateOptionsResult Validate(string? name, CertificateOptions options)
    {
        var wrong = new List<string>();
        UpTo(7, nameof(options.RefreshEvery), options.RefreshEvery, "12:00:00");
        UpTo(7, nameof(options.RefreshAtMostEvery), options.RefreshAtMostEvery, "00:01:00");
        UpTo(7, nameof(options.UnknownSerialFor), options.UnknownSerialFor, "00:10:00");
        UpTo(30, nameof(options.Overlap), options.Overlap, "1.00:00:00");
        UpTo(180, nameof(options.RenewBefore), options.RenewBefore, "7.00:00:00");
        UpTo(180, nameof(options.PrefetchBefore), options.PrefetchBefore, "3.00:00:00");
        UpTo(1, nameof(options.PollEvery), options.PollEvery, "00:00:15");
        UpTo(1, nameof(options.MerchantKeysEvery), options.MerchantKeysEvery, "00:05:00");
        UpTo(1, nameof(options.LeaseFor), options.LeaseFor, "00:05:00");
        if (options.PrefetchBefore > options.RenewBefore)
            Wrong(nameof(options.PrefetchBefore), "must not be above Certificates:RenewBefore", "3.00:00:00");
        if (options.BatchSize is < 1 or > BatchMax)
            Wrong(nameof(options.BatchSize), $"must be from 1 to {BatchMax}", "16");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);

        void UpTo(int days, string setting, TimeSpan value, string example)
        {
            if (value <= TimeSpan.Zero || value > TimeSpan.FromDays(days))
                Wrong(setting, $"must be more than nothing and at most {days} days", example);
        }

        void Wrong(string setting, string what, string example) =>
            wrong.Add(Settings.Wrong($"{CertificateOptions.Section}:{setting}", what, example));
    }
}
