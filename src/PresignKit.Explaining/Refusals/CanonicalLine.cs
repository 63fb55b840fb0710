namespace PresignKit.Explaining;

/// <summary>One line of two canonical requests, side by side. Tokens, signatures and customer keys are replaced by <c>(redacted)</c>.</summary>
/// <param name="Part">What the line is: <c>method</c>, <c>path</c>, <c>query NAME</c>, <c>header NAME</c>, <c>signed headers</c>, <c>payload hash</c>.</param>
/// <param name="Left">On the left; null if the line is not there.</param>
/// <param name="Right">On the right; null if the line is not there.</param>
/// <param name="IsSame">Whether the two are the same, what is redacted included.</param>
public sealed record CanonicalLine(string Part, string? Left, string? Right, bool IsSame);
