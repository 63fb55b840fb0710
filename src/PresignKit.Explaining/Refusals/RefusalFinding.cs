namespace PresignKit.Explaining;

/// <summary>One cause of a refusal, or one thing that looks like it.</summary>
/// <param name="Code">A stable code of <see cref="RefusalCodes"/>.</param>
/// <param name="Certainty">How sure it is.</param>
/// <param name="Message">What happened, in plain words; no secret, no token, no signature.</param>
/// <param name="Remedy">What to change; the same holds.</param>
public sealed record RefusalFinding(string Code, RefusalCertainty Certainty, string Message, string Remedy);
