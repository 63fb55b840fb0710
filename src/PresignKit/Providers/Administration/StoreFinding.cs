namespace PresignKit;

/// <summary>One thing about a store that has to change.</summary>
/// <param name="Code">A stable code of <see cref="FindingCodes"/>, or of <see cref="ErrorCodes"/> where credentials are missing.</param>
/// <param name="Severity">Whether anything works without the change.</param>
/// <param name="Message">What is wrong, and which setting to change; no secret, no signed query.</param>
public sealed record StoreFinding(string Code, FindingSeverity Severity, string Message);
