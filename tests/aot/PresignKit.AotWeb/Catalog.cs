using System.Collections.Concurrent;

namespace PresignKit.AotWeb;

/// <summary>The accepted uploads, by the application's ID.</summary>
internal sealed class Catalog : ConcurrentDictionary<string, Media>;
