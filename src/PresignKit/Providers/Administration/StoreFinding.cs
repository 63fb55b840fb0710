namespace PresignKit;

/// <summary>Something about a store that must be changed.</summary>
/// <param name="Code">A stable code of <see cref="FindingCodes"/>, or of <see cref="ErrorCodes"/> if credentials are missing.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Message">What is wrong, and which setting to change. It contains no secret and no signed query.</param>
public sealed record StoreFinding(string Code, FindingSeverity Severity, string Message);
