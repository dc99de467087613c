using System.Text.Json;
using PayFunctions.Edge;
using PayFunctions.Infra.Certificates;

namespace PayFunctions.Certificates;

internal static class CertificateJson
{
    public static byte[] Write(string vault, string? problem, IReadOnlyList<ListedCertificate> certificates) =>
        Json.Write((vault, problem), certificates, static (json, kept, certificates) =>
        {
            json.WriteStartObject();
            json.WriteString("vault"u8, kept.vault);
            if (kept.problem is { } problem) json.WriteString("vaultProblem"u8, problem);
            json.WriteStartArray("certificates"u8);
            foreach (var one in certificates) Write(json, one);
            json.WriteEndArray();
            json.WriteEndObject();
        });

    /// <param name="underWay">How many accounts have not ended yet.</param>
    public static byte[] Write(IReadOnlyList<Renewal> renewals, int underWay) =>
        Json.Write(renewals, underWay, static (json, renewals, underWay) =>
        {
            json.WriteStartObject();
            json.WriteNumber("underWay"u8, underWay);
            json.WriteStartArray("accounts"u8);
            foreach (var renewal in renewals)
            {
                json.WriteStartObject();
                json.WriteString("account"u8, renewal.Account);
                json.WriteString("outcome"u8, renewal.Outcome.ToString());
                if (renewal.Why is { Length: > 0 } why) json.WriteString("why"u8, why);
                if (renewal.Revoked is { } revoked) json.WriteString("revoked"u8, revoked.ToString());
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });

    private static void Write(Utf8JsonWriter json, ListedCertificate one)
    {
        var certificate = one.Certificate;
        json.WriteStartObject();
        json.WriteString("serial"u8, certificate.Serial);
        json.WriteString("purpose"u8, certificate.Purpose.ToString());
        json.WriteString("account"u8, certificate.Account);
        json.WriteString("state"u8, one.State.ToString());
        if (one.DaysLeft is { } days)
        {
            json.WriteTime("notBefore"u8, certificate.NotBefore);
            json.WriteTime("notAfter"u8, certificate.NotAfter);
            json.WriteNumber("daysLeft"u8, Math.Round(days, 2));
        }

        if (certificate.SupersededAt is { } superseded) json.WriteTime("supersededAt"u8, superseded);
        if (one.RenewedAt is { } renewed) json.WriteTime("lastRenewal"u8, renewed);
        if (one.NextCheckAt is { } next) json.WriteTime("nextCheck"u8, next);
        if (one.Problem is { } problem) json.WriteString("problem"u8, problem);
        json.WriteEndObject();
    }
}
