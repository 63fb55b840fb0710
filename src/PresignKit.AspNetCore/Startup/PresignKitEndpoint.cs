namespace PresignKit.AspNetCore.Startup;

/// <summary>Marks the endpoints of a mapping method, so that the startup checks find them in any group.</summary>
/// <param name="Mapping">The call that mapped them, for messages.</param>
/// <param name="TakesUploads">Whether slots can be opened by some of them.</param>
internal sealed record PresignKitEndpoint(string Mapping, bool TakesUploads);
