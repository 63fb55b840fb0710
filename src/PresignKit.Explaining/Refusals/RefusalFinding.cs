namespace PresignKit.Explaining;

/// <summary>A cause of a refusal, or something that looks like one.</summary>
/// <param name="Code">A stable code of <see cref="RefusalCodes"/>.</param>
/// <param name="Certainty">How certain it is.</param>
/// <param name="Message">What happened, without any secret, session token, or signature.</param>
/// <param name="Remedy">What to change, without any secret, session token, or signature.</param>
public sealed record RefusalFinding(string Code, RefusalCertainty Certainty, string Message, string Remedy);
