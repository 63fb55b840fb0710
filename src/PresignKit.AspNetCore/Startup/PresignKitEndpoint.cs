namespace PresignKit.AspNetCore.Startup;

/// <summary>Marks the endpoints of a mapping method, so that the startup check finds them in any group.</summary>
/// <param name="Mapping">The call that mapped them, for messages.</param>
internal sealed record PresignKitEndpoint(string Mapping);
