using System.Globalization;
using PayFunctions.Core;
using PayFunctions.Core.Diagnosis;
using PayFunctions.OperatorConsole;

namespace PayFunctions.Tests.Functions.OperatorConsole;

public class DiagnosisWordsTests
{
    private static readonly object[] Values = ["one", "two", "three", "four"];

    [Fact]
    public void Every_finding_has_a_sentence_in_both_languages_that_names_the_same_values() => Assert.All(
        Enum.GetValues<FindingKind>(), kind =>
        {
            var finding = new Finding(kind, FindingLevel.Note, Values);
            var (english, chinese) = (DiagnosisWords.Say(finding, false), DiagnosisWords.Say(finding, true));

            Assert.EndsWith(".", english, StringComparison.Ordinal);
            Assert.EndsWith("。", chinese, StringComparison.Ordinal);
            Assert.Equal(
                Values.Where(one => english.Contains((string)one, StringComparison.Ordinal)).Where(IsNoWordOfTheSentence),
                Values.Where(one => chinese.Contains((string)one, StringComparison.Ordinal)).Where(IsNoWordOfTheSentence));
        });

    [Fact]
    public void Money_is_told_in_its_major_unit_and_times_in_utc_whatever_the_machine_speaks()
    {
        var before = CultureInfo.CurrentCulture;
        var german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        german.NumberFormat.NumberDecimalSeparator = ",";
        CultureInfo.CurrentCulture = german;
        try
        {
            Assert.Equal("12.34 CNY", DiagnosisWords.Text(new Money(1234, Currency.Cny), false));
            Assert.Equal("1234 JPY", DiagnosisWords.Text(new Money(1234, Currency.Jpy), false));
            Assert.Equal("2026-11-20T04:00:00Z", DiagnosisWords.Text(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.FromHours(8)), true));
            Assert.Equal("90 秒", DiagnosisWords.Text(TimeSpan.FromSeconds(90), true));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    /// <summary>"one" stands in English sentences by itself.</summary>
    private static bool IsNoWordOfTheSentence(object value) => value is not "one";
}
