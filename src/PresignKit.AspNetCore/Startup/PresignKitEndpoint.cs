namespace PresignKit.AspNetCore.Startup;

/// <summary>Marks the endpoints of <c>MapPresignKit</c>, so that the start-up check finds them whatever groups they are in.</summary>
/// <param name="Prefix">The prefix they were mapped under, for messages.</param>
internal sealed record PresignKitEndpoint(string Prefix);
