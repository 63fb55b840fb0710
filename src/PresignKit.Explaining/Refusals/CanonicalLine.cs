namespace PresignKit.Explaining;

/// <summary>One line of two canonical requests, side by side. Session tokens, signatures, and customer keys are replaced by <c>(redacted)</c>.</summary>
/// <param name="Part">
/// The part of the canonical request: <c>method</c>, <c>path</c>, <c>query NAME</c>, <c>header NAME</c>, <c>signed headers</c>, or
/// <c>payload hash</c>.
/// </param>
/// <param name="Left">The left side; null if it lacks this line.</param>
/// <param name="Right">The right side; null if it lacks this line.</param>
/// <param name="IsSame">Whether both sides are equal, including what is redacted.</param>
public sealed record CanonicalLine(string Part, string? Left, string? Right, bool IsSame);
