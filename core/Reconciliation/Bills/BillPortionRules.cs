using System.Text;
using PayFunctions.Core.Reconciliation.Matching;

namespace PayFunctions.Core.Reconciliation.Bills;

/// <summary>What every part of one file is read by.</summary>
/// <param name="TailMark">A line feed and the bytes that the line after the last movement begins with; empty when none does.</param>
internal sealed record BillPortionRules(
    string File, BillFormat Format, BillLayout Layout, Encoding Encoding, byte[] TailMark, DayWindow? Day);
