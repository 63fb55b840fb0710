namespace PresignKit.Tests.Manifests;

/// <summary>A segment, as <see cref="MpdParser"/> reads it.</summary>
/// <param name="Uri">Its address.</param>
/// <param name="Map">The address of its initialization segment.</param>
/// <param name="Range">The byte ranges of both.</param>
/// <param name="Time">When it starts, and how long it is, in seconds.</param>
internal sealed record MpdSegment(string Uri, string Map, string Range, string Time);
