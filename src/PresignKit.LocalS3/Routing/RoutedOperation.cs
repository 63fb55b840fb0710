using PresignKit.LocalS3.Http;

namespace PresignKit.LocalS3.Routing;

/// <summary>An operation and its name.</summary>
internal readonly record struct RoutedOperation(LocalS3Operation Name, Operation InvokeAsync);
