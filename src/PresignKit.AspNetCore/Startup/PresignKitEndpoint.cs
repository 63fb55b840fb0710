namespace PresignKit.AspNetCore.Startup;

/// <summary>Marks the endpoints of <c>MapPresignKit</c>, so that the startup check finds them in any group.</summary>
/// <param name="Prefix">The prefix that they are mapped to, for messages.</param>
internal sealed record PresignKitEndpoint(string Prefix);
