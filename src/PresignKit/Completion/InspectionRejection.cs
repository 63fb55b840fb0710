namespace PresignKit;

/// <summary>Why an inspector rejects an upload.</summary>
/// <param name="Reason">A sentence for the client, without any secret.</param>
public sealed record InspectionRejection(string Reason);
