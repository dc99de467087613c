using Microsoft.Extensions.Options;
using PayFunctions.Infra.Configuration;

namespace PayFunctions.Infra.WeChatPay;

/// <summary>What <c>Certificates:*</c> may be.</summary>
internal sealed class CertificateOptionsRules : IValidateOptions<CertificateOptions>
{
    public ValidateOptionsResult Validate(string? name, CertificateOptions options)
    {
        var wrong = new List<string>();
        Positive(nameof(options.RefreshEvery), options.RefreshEvery, "12:00:00");
        Positive(nameof(options.RefreshAtMostEvery), options.RefreshAtMostEvery, "00:01:00");
        Positive(nameof(options.UnknownSerialFor), options.UnknownSerialFor, "00:10:00");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);

        void Positive(string setting, TimeSpan value, string example)
        {
            if (value <= TimeSpan.Zero || value > TimeSpan.FromDays(7))
                wrong.Add(
                    Settings.Wrong($"Certificates:{setting}", "must be more than nothing and at most a week", example));
        }
    }
}
