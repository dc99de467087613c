using PayFunctions.Core;

namespace PayFunctions.Infra.ApplePay;

/// <summary>Currencies by the number that ISO 4217 gives them.</summary>
internal static class NumericCurrency
{
    public static bool TryRead(string number, out Currency currency) =>
        Currency.TryFromCode(CodeOf(number), out currency);

    private static string CodeOf(string number) => number switch
    {
        "036" => "AUD",
        "124" => "CAD",
        "156" => "CNY",
        "344" => "HKD",
        "392" => "JPY",
        "410" => "KRW",
        "702" => "SGD",
        "826" => "GBP",
        "840" => "USD",
        "978" => "EUR",
        _ => "",
    };
}
